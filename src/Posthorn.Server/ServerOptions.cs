using Posthorn.Hosting;

namespace Posthorn.Server;

/// <summary>What an operator says when starting a server. Checked as a whole before anything is opened.</summary>
internal sealed record ServerOptions
{
    /// <summary>Where events are kept: <c>sqlite:PATH</c>, or <c>postgres:CONNECTION-STRING</c> for any number of nodes.</summary>
    public required string Storage { get; init; }

    /// <summary>This node's name among several. A node that is started under a name takes over at once from the former one of that name. The default is null: none.</summary>
    public string? NodeName { get; init; }

    /// <summary>Where to listen. The default is port 8080 of this machine alone.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>Where else this process listens, so that it never calls itself. The default is nowhere.</summary>
    public IReadOnlyList<string> OtherListeners { get; init; } = [];

    /// <summary>Where partners reach this server, as <c>https://notify.vendor.example</c>: links in notifications begin with it. The default is null: links are relative.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Ranges in which endpoints may have private addresses and plain http, as <c>10.0.0.0/8</c>. The default is none.</summary>
    public IReadOnlyList<string> AllowEgress { get; init; } = [];

    /// <summary>A PEM file of certificate authorities that endpoints' certificates may come from, beside the system's.</summary>
    public string? EgressCa { get; init; }

    /// <summary>The operator's key (<c>POSTHORN_OPERATOR_KEY</c>). The default is null: one is made at the first start.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>The key that seals secrets (<c>POSTHORN_MASTER_KEY</c>). The default is null: it is in a file beside the store.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The most bytes that an event's data may have. The default is 1 MiB; 1 KiB to 16 MiB.</summary>
    public int PayloadLimit { get; init; } = 1024 * 1024;

    /// <summary>How long an event is kept after its last change. The default is 30 days; 1 hour to 10 years.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long attempts in flight may take to end when the server stops. The default is 25 seconds; 0 to 10 minutes.</summary>
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How many connections are held at once. The default is 10,000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How many readers of feeds may wait at once. The default is 5,000: half of the connections, so that there is always room for who publishes.</summary>
    public int MaxWaitingReaders { get; init; } = 5_000;

    /// <summary>The names of the calls that there are. The default is null: all.</summary>
    public IReadOnlySet<string>? Calls { get; init; }

    /// <summary>Why the other calls are not there, for whoever makes one.</summary>
    public string? WhyNotOthers { get; init; }

    /// <summary>Secrets do not print.</summary>
    public override string ToString() => $"Storage = {StorageKind.Of(Storage)}, Urls = {string.Join(' ', Urls)}, OperatorKey = ***, MasterKey = ***";
}
