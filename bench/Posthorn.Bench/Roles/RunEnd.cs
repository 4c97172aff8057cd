using Posthorn.Bench.Running;

namespace Posthorn.Bench.Roles;

/// <summary>How a measurement ends as a program: its exit code, and one line where it could not be made.</summary>
internal static class RunEnd
{
    public const int Missed = 1;

    private const int Unreachable = 3;
    private const int Interrupted = 130;

    public static async Task<int> OfAsync(Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted: a signal asked the run to end.");
            return Interrupted;
        }
        catch (BenchException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Unreachable;
        }
    }
}
