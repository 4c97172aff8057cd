namespace Posthorn.Delivery.Sending;

/// <summary>One POST, signed and ready.</summary>
internal sealed class OutgoingRequest
{
    public static readonly string DefaultUserAgent = $"Posthorn/{typeof(OutgoingRequest).Assembly.GetName().Version?.ToString(3)}";

    public required Uri Url { get; init; }

    /// <summary>Not copied: the bytes must stay as they are even after the outcome, since an early answer does not stop the upload at once.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Signature and endpoint headers; a name occurs once.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>For name lookup, connect, TLS, request, head and body of the answer together.</summary>
    public required TimeSpan Deadline { get; init; }

    public string UserAgent { get; init; } = DefaultUserAgent;
}
