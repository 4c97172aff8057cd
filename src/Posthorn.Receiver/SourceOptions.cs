namespace Posthorn.Receiver;

/// <summary>One sender of notifications: its wire format and its secrets. A change takes effect with the next request, without a restart.</summary>
public sealed class SourceOptions
{
    /// <summary>The wire format: <c>suki</c>, <c>sully</c> or <c>standard</c>. It is never guessed from a request.</summary>
    /// <value>The default is <see langword="null"/>: that of the route.</value>
    public string? Profile { get; set; }

    /// <summary>The secrets that may have signed. At least one; without it the host does not start.</summary>
    public IList<SourceSecret> Secrets { get; } = [];

    /// <summary>How far the time of signing may lie from now, both ways.</summary>
    /// <value>The default is 300 seconds. Up to 1 hour.</value>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The most bytes that a body may have.</summary>
    /// <value>The default is 1 MiB. From 1 KiB to 16 MiB.</value>
    public int BodyLimit { get; set; } = 1024 * 1024;

    /// <summary>Other status codes than the profile's own.</summary>
    public SourceAnswers Answers { get; } = new();

    /// <summary>Never a secret.</summary>
    /// <returns>The profile.</returns>
    public override string ToString() => $"Profile = {Profile}, Secrets = ***";
}
