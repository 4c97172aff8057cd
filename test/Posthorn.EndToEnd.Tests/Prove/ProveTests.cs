using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Posthorn.EndToEnd.Tests.Demo;

namespace Posthorn.EndToEnd.Tests.Prove;

/// <summary>The proof, as anybody runs it.</summary>
public sealed class ProveTests
{
    private static readonly string[] MustBeNone =
        ["lost", "pending", "invented", "altered", "unsigned", "misreceipted", "over_bound", "contradicted", "unexplained"];

    [Fact]
    public async Task Thirty_kills_of_nodes_and_PostgreSQL_lose_nothing_I1_I2_I3_I4_F_P6_F_D1()
    {
        using var report = await ProveAsync("--kills", "30", "--events", "5000", "--rate", "150", "--seed", "30");

        Number(report, "kills").ShouldBeGreaterThanOrEqualTo(30);
        Number(report, "nodes").ShouldBe(3);
        Number(report, "verdict", "acknowledged").ShouldBeGreaterThanOrEqualTo(5_000);
        report.RootElement.GetProperty("verdict").GetProperty("takeovers").EnumerateArray()
            .ShouldAllBe(static takeover => takeover.GetProperty("seconds").GetDouble() <= 45);
    }

    [Fact]
    public async Task Without_any_installed_database_the_proof_runs_on_a_file()
    {
        using var report = await ProveAsync("--storage", "sqlite", "--kills", "3", "--rate", "50");

        Number(report, "kills").ShouldBeGreaterThanOrEqualTo(3);
        Number(report, "nodes").ShouldBe(1);
    }

    [Fact]
    public async Task Killed_itself_the_proof_takes_its_processes_along()
    {
        using var prove = BuiltProgram.Start("prove", "--storage", "sqlite", "--duration", "1h", "--rate", "10");
        _ = await prove.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        var children = Process.GetProcesses().Where(process => ParentOf(process) == prove.Id).ToList();

        prove.Kill();
        await Task.WhenAll(children.Select(static child => child.WaitForExitAsync(TestContext.Current.CancellationToken)));

        children.Count.ShouldBeGreaterThan(2);
    }

    private static async Task<JsonDocument> ProveAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-");
        try
        {
            var file = Path.Combine(folder.FullName, "proof.md");
            using var prove = BuiltProgram.Start(["prove", .. arguments, "--json", "--report", file]);
            var story = prove.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await prove.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await prove.WaitForExitAsync(TestContext.Current.CancellationToken);

            prove.ExitCode.ShouldBe(0, $"{output}\n{await story}");
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldNotContain(Path.GetTempPath());
            var report = JsonDocument.Parse(output);
            report.RootElement.GetProperty("holds").GetBoolean().ShouldBeTrue();
            MustBeNone.ShouldAllBe(name => Number(report, "verdict", name, "count") == 0);
            return report;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Number(JsonDocument report, params string[] path) =>
        path.Aggregate(report.RootElement, static (element, name) => element.GetProperty(name)).GetInt64();

    private static int ParentOf(Process process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").First(static line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}
