namespace Posthorn.Receiver.Partner;

/// <summary>Lives as long as the scope of one handler's call: its end is after the handler's result, and before anybody stores that.</summary>
internal sealed class Leaving(Death death) : IDisposable
{
    public void Dispose() => death.At(Step.Returned);
}
