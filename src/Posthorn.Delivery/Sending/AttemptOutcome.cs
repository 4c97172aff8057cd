using System.Collections.Immutable;

namespace Posthorn.Delivery.Sending;

/// <summary>How one attempt ended. Closed: what follows is one switch over these.</summary>
internal abstract record AttemptOutcome
{
    private static readonly ImmutableArray<string> AnswerCodes = [.. Enumerable.Range(0, 1000).Select(status => $"answered_{status}")];

    private AttemptOutcome()
    {
    }

    /// <summary>Short, stable, free of payload: for storage, metrics and the partner's eyes.</summary>
    public abstract string Code { get; }

    /// <summary>A whole head came back in time; the status decides.</summary>
    /// <param name="Status">From 100 to 999.</param>
    /// <param name="RetryAfter">What the endpoint asked for, at most seven days; null where it asked for nothing sensible.</param>
    /// <param name="AnswerHead">The first bytes of the body, as they came.</param>
    /// <param name="Truncated">The body was longer than what is kept, or was cut.</param>
    internal sealed record Answered(int Status, TimeSpan? RetryAfter, ReadOnlyMemory<byte> AnswerHead, bool Truncated) : AttemptOutcome
    {
        public override string Code => AnswerCodes[Status];
    }

    /// <summary>The attempt's deadline passed.</summary>
    /// <param name="Phase">Where: connect, tls, head or body.</param>
    /// <param name="Ambiguous">The endpoint may have the request.</param>
    internal sealed record TimedOut(string Phase, bool Ambiguous) : AttemptOutcome
    {
        public override string Code => Phase switch
        {
            SendPhases.Connect => "timeout_connect",
            SendPhases.Tls => "timeout_tls",
            SendPhases.Head => "timeout_head",
            _ => "timeout_body",
        };
    }

    /// <summary>No answer that could be read.</summary>
    /// <param name="Reason">One of <see cref="FailureReasons"/>.</param>
    /// <param name="Ambiguous">The endpoint may have the request.</param>
    internal sealed record Unreachable(string Reason, bool Ambiguous) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    /// <summary>Never dialled: the destination is one that a partner may not reach through us. Says no more than that, on purpose.</summary>
    internal sealed record Blocked(string Reason) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    /// <summary>Never sent: what we were told to send cannot be. Sending it again cannot help.</summary>
    internal sealed record Rejected(string Reason) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    /// <summary>The process ended during the attempt, so its outcome is not known. Recovery makes it, never the client.</summary>
    internal sealed record Crashed : AttemptOutcome
    {
        public override string Code => "outcome_unknown";
    }

    /// <summary>Code of this process took it, or said that it is none of its business. Both are the end of it.</summary>
    internal sealed record Handled(bool Ignored) : AttemptOutcome
    {
        public override string Code => Ignored ? "handler_ignored" : "handled";
    }

    /// <summary>Code of this process did not get it done: it asked for another attempt, threw, ran out of time, or is not there.</summary>
    /// <param name="Reason">One of <see cref="FailureReasons"/>.</param>
    /// <param name="RetryAfter">What it asked for; null where it asked for nothing.</param>
    internal sealed record HandlerFailed(string Reason, TimeSpan? RetryAfter = null) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    /// <summary>Code of this process has nothing to do yet. Nobody failed: the lane is as healthy as after a success.</summary>
    /// <param name="Reason">Its own word for what it waits for, a short code.</param>
    /// <param name="Until">The moment to be asked again at, whatever the schedule says and without using it up; null for what the schedule says.</param>
    internal sealed record Waiting(string Reason, DateTimeOffset? Until = null) : AttemptOutcome
    {
        public override string Code => Reason;
    }

    /// <summary>Code of this process says that no attempt will ever do it.</summary>
    /// <param name="Reason">Its own word for that, checked to be a short code.</param>
    internal sealed record HandlerGaveUp(string Reason) : AttemptOutcome
    {
        public override string Code => Reason;
    }
}
