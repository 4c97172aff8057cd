namespace Posthorn.Delivery.Sending;

/// <summary>Carries an outcome out of the HTTP handler's callbacks, which can only throw. Never leaves this folder.</summary>
internal sealed class DialFailedException(AttemptOutcome outcome) : Exception(outcome.Code)
{
    public AttemptOutcome Outcome { get; } = outcome;
}
