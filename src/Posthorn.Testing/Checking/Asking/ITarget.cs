namespace Posthorn.Testing.Checking.Asking;

/// <summary>A receiver that can be asked. Safe for many requests at once.</summary>
internal interface ITarget
{
    /// <summary>What is checked, without a query.</summary>
    string Name { get; }

    /// <summary>Whether requests cross a network, so that the transport can be looked at.</summary>
    bool IsRemote { get; }

    bool IsHttps { get; }

    /// <summary>Whether it is this machine, to which nobody else listens.</summary>
    bool IsLoopback { get; }

    /// <returns>The answer; where there is none, a reply with a fault. Never an exception but for <paramref name="cancellationToken"/>.</returns>
    Task<Reply> AskAsync(Probe probe, TimeSpan patience, CancellationToken cancellationToken);

    /// <returns>What a handshake showed; null where there is none.</returns>
    Task<TlsReading?> ReadTlsAsync(CancellationToken cancellationToken);
}
