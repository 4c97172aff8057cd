namespace Posthorn.Receiver;

/// <summary>A secret of a source, and when it counts. During a rotation the old and the new one count side by side.</summary>
public sealed class SourceSecret
{
    /// <summary>The secret, exactly as the vendor gave it.</summary>
    public string Value { get; set; } = string.Empty;

    /// <summary>From when on it counts.</summary>
    /// <value>The default is <see langword="null"/>: always.</value>
    public DateTimeOffset? ValidFrom { get; set; }

    /// <summary>From when on it counts no more.</summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>Never the secret.</summary>
    /// <returns><c>***</c>.</returns>
    public override string ToString() => "***";
}
