namespace Posthorn.Receiver.Expecting;

/// <summary>An expectation could not be made durable, and is not there. Ask again a little later.</summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">In words, without what was expected.</param>
    public LedgerUnavailableException(string message)
        : base(message)
    {
    }
}
