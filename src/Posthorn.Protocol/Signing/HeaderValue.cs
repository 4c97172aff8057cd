namespace Posthorn.Protocol.Signing;

/// <summary>What a request holds under one header name. The default value says that the header did not come.</summary>
public readonly struct HeaderValue
{
    /// <summary>One value.</summary>
    /// <param name="text">The value; null or empty counts as missing.</param>
    public HeaderValue(string? text)
    {
        Text = text;
        Count = text is null ? 0 : 1;
    }

    private HeaderValue(int count) => Count = count;

    /// <summary>The header did not come.</summary>
    /// <value>The default value.</value>
    public static HeaderValue Missing => default;

    /// <summary>The header came more than once. None of its values is believed, since a proxy may have believed another.</summary>
    /// <value>A value without text.</value>
    public static HeaderValue Several => new(2);

    /// <summary>The text, where the header came exactly once.</summary>
    internal string? Text { get; }

    /// <summary>0, 1, or 2 for more than one.</summary>
    internal int Count { get; }
}
