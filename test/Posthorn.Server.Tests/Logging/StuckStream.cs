namespace Posthorn.Server.Tests.Logging;

/// <summary>A stream whose reader has stopped reading.</summary>
internal sealed class StuckStream : MemoryStream
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _free = new();

    /// <summary>Completes when somebody is stuck.</summary>
    public Task Entered => _entered.Task;

    public void Free() => _free.Set();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _ = _entered.TrySetResult();
        _free.Wait();
    }

    protected override void Dispose(bool disposing)
    {
        _free.Dispose();
        base.Dispose(disposing);
    }
}
