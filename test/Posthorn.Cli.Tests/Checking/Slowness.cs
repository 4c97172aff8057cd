namespace Posthorn.Cli.Tests.Checking;

/// <summary>A receiver that takes its time. It is what is looked at, and not a test that waits.</summary>
internal static class Slowness
{
    public static async Task LastAsync(TimeSpan time)
    {
        using var timer = new CancellationTokenSource(time, TimeProvider.System);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = timer.Token.Register(over.SetResult);
        await over.Task;
    }
}
