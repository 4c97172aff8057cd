namespace Posthorn.Receiver;

/// <summary>How one handler is called. Each handler has its own queue: its trouble stays its own.</summary>
public sealed class HandlerOptions
{
    /// <summary>
    /// The name of the handler, and so of its queue: 1 to 128 of letters, digits, <c>. _ - +</c>. What waits belongs to the name: keep it when
    /// the code is renamed.
    /// </summary>
    /// <value>The default is the full name of its type.</value>
    public string? Name { get; set; }

    /// <summary>The names of the sources that it hears; empty for all.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>The event types that it hears, among those of its notification type; empty for all.</summary>
    public IList<string> EventTypes { get; } = [];

    /// <summary>When it is called again after a failure; as <see cref="ReceiverOptions.Schedule"/>, which is the default.</summary>
    public string? Schedule { get; set; }

    /// <summary>How many calls may run at once.</summary>
    /// <value>The default is 8. From 1 to 200.</value>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>When a call is told to end. One that does not listen is waited for: a delivery is never handled twice at a time.</summary>
    /// <value>The default is 15 minutes. Up to 24 hours.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a handler that is new, on its first start, also gets what was received before it.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Backfill { get; set; }
}
