namespace Posthorn.Relay.Running;

/// <summary>What somebody says when starting a relay. Checked as a whole before anything is opened.</summary>
internal sealed record RelayOptions
{
    /// <summary><c>sqlite:PATH</c>.</summary>
    public required string Storage { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The sources that are taken for; each has a door and a token.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The token that listeners of every source bring (<c>POSTHORN_RELAY_TOKEN</c>, <c>--token-file</c>); null where one is made for each source at its first start.</summary>
    public string? Token { get; init; }

    /// <summary>The key that seals (<c>POSTHORN_MASTER_KEY</c>); null where it is in a file beside the store.</summary>
    public string? MasterKey { get; init; }

    /// <summary>How long an arrival is kept. The default is 7 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many sealed bytes are kept. The default is 1 GiB.</summary>
    public long KeepBytes { get; init; } = 1L << 30;

    /// <summary>The most bytes of a body. The default is 1 MiB.</summary>
    public int BodyLimit { get; init; } = 1024 * 1024;

    /// <summary>How often a silent listener is asked whether it is there, and how long it has to answer. Together they are how long a dead one goes unnoticed.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Secrets do not print.</summary>
    public override string ToString() => $"Storage = {Storage}, Urls = {string.Join(' ', Urls)}, Token = ***, MasterKey = ***";
}
