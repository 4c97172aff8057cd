using System.Diagnostics;

namespace Posthorn.Receiver.Partner;

/// <summary>Ends this process as <c>kill -9</c> does, when the step is reached that it was told.</summary>
internal sealed class Death(Step step, TimeSpan after) : IDisposable
{
    // Held, so that it fires.
    private Timer? _timer;

    public void At(Step reached)
    {
        if (reached == step)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();

            // The signal may take a moment; nothing of this thread is to happen after it.
            self.WaitForExit();
        }
    }

    public void RequestBegan()
    {
        if (step == Step.Whenever)
        {
            _timer ??= new(_ => At(Step.Whenever), state: null, after, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();
}
