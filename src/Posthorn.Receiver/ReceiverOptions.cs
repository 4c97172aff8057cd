using Posthorn.Hosting;

namespace Posthorn.Receiver;

/// <summary>Where received notifications are kept, and how they are handled where a handler says nothing else. Checked as a whole when the host starts.</summary>
public sealed class ReceiverOptions
{
    /// <summary>Where notifications are kept: <c>sqlite:PATH</c> for one process, or <c>postgres:CONNECTION-STRING</c> for any number of them.</summary>
    /// <value>Empty; it must be set.</value>
    public string Storage { get; set; } = string.Empty;

    /// <summary>The name of this process among several on one PostgreSQL database, another for each.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public string? NodeName { get; set; }

    /// <summary>The key that seals secrets in the store: base64 of 32 random bytes. On PostgreSQL it must be set, to the same in every process.</summary>
    /// <value>The default is <see langword="null"/>: in a file beside the SQLite database.</value>
    public string? MasterKey { get; set; }

    /// <summary>How long a notification is kept after its last change, and for how long a repetition of it is recognised.</summary>
    /// <value>The default is 40 days: more than any documented sender repeats. From 1 hour to 10 years.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(40);

    /// <summary>When handlers that fail are called again: <c>once</c>, <c>sully</c>, <c>standard</c>, <c>persistent</c>, or waits in seconds joined by commas.</summary>
    /// <value>The default is <c>persistent</c>: 5 s, 30 s, 2, 10 and 30 min, then hourly to 72 hours.</value>
    public string Schedule { get; set; } = "persistent";

    /// <summary>How long handlers that are running may take to end when the host stops. Keep it below the host's own shutdown timeout.</summary>
    /// <value>The default is 20 seconds. From 0 to 10 minutes.</value>
    public TimeSpan DrainGrace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Never a password.</summary>
    /// <returns>The kind of store.</returns>
    public override string ToString() => $"Storage = {StorageKind.Of(Storage)}, MasterKey = ***";
}
