using Posthorn.Delivery.Sending;

namespace Posthorn.Relay.Listening;

/// <summary>What somebody says when starting a listener.</summary>
internal sealed record ListenOptions
{
    public required Uri Relay { get; init; }

    public required string Source { get; init; }

    /// <summary>The name under which the relay knows this listener.</summary>
    public required string Listener { get; init; }

    public required string Token { get; init; }

    public required EgressOptions Egress { get; init; }

    /// <summary>Whether what the target does not answer to is tried again, before anything later.</summary>
    public bool Retry { get; init; } = true;

    /// <summary>How often a silent relay is asked whether it is there, and how long it has to answer.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How often connecting for the first time is tried before it is given up.</summary>
    public int FirstTries { get; init; } = 4;

    /// <summary>The token does not print.</summary>
    public override string ToString() => $"Source = {Source}, Listener = {Listener}, Token = ***";
}
