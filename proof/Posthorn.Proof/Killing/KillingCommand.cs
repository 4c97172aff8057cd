using System.CommandLine;
using System.Text.Json;
using Posthorn.Proof.Killing.Planning;
using Posthorn.Proof.Killing.Reporting;
using Posthorn.Proof.Killing.Roles;
using Posthorn.Proof.Killing.Starting;

namespace Posthorn.Proof.Killing;

/// <summary>The proof with real processes as a command line: the run, and the roles that it starts as processes of their own.</summary>
/// <param name="self">How the command is started again that has the roles.</param>
/// <param name="program">How Posthorn is started, without <c>serve</c>.</param>
/// <param name="version">What is put to the proof.</param>
internal sealed class KillingCommand(
    KillingOptions options, IReadOnlyList<string> self, IReadOnlyList<string> program, string version, KillingConsole console, TimeProvider clock)
{
    private const int Unreachable = 3;
    private const int Interrupted = 130;

    /// <summary>The processes that the run starts for itself, as hidden commands.</summary>
    public static IEnumerable<Command> Roles(TimeProvider clock) => [ReceiverRole.Command(clock), PublisherRole.Command(clock)];

    /// <returns>0 when everything held; 1 when something did not; 3 when it could not start; 130 when interrupted.</returns>
    public async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var plan = options.Read(parsed);
        var progress = new ProgressLine(console.Error, console.ErrorIsTerminal, clock);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                throw new StartException("Processes are stopped and killed by signals here, which Windows does not have. Run it on Linux or macOS.");
            }

            return await RunAsync(plan, parsed, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Say("Interrupted. Everything that was started has ended.");
            return Interrupted;
        }
        catch (Exception exception) when (exception is StartException or IOException or UnauthorizedAccessException)
        {
            progress.Close();
            await console.Error.WriteLineAsync($"posthorn: {exception.Message}");
            return Unreachable;
        }
    }

    private async Task<int> RunAsync(KillingPlan plan, ParseResult parsed, ProgressLine progress, CancellationToken cancellationToken)
    {
        await using var bed = await Bed.MakeAsync(plan, self, program, clock, cancellationToken);
        bed.Keep = plan.Keep;
        var report = await new KillingRun(plan, bed, self, version, progress, clock).RunAsync(cancellationToken);
        progress.Close();
        bed.Keep |= !report.Holds;
        if (parsed.GetValue(options.Report) is { } file)
        {
            await File.WriteAllTextAsync(file, ReportMarkdown.Of(report), cancellationToken);
        }

        if (parsed.GetValue(options.Json))
        {
            await console.Out.WriteLineAsync(JsonSerializer.Serialize(report, KillingJson.Default.KillingReport));
        }
        else
        {
            ReportTable.Write(report, console.Out);
        }

        if (bed.Keep)
        {
            await console.Error.WriteLineAsync($"posthorn: kept in {string.Join(" and ", bed.Kept)}");
        }

        return report.ExitCode;
    }
}
