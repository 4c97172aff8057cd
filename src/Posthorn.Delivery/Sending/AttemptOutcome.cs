namespace Posthorn.Delivery.Sending;

/// <summary>Stands in until sending lands.</summary>
internal abstract record AttemptOutcome
{
    private AttemptOutcome()
    {
    }

    public abstract string Code { get; }

    internal sealed record Answered(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> AnswerHead, bool Truncated) : AttemptOutcome
    {
        public override string Code => "answered";
    }

    internal sealed record TimedOut(string Phase, bool Ambiguous) : AttemptOutcome
    {
        public override string Code => "timeout_" + Phase;
    }

    internal sealed record Unreachable(string Reason, bool Ambiguous) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    internal sealed record Blocked(string Reason) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    internal sealed record Rejected(string Reason) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    internal sealed record Crashed : AttemptOutcome
    {
        public override string Code => "crashed";
    }
}
