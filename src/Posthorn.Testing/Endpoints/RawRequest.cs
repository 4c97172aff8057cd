using System.Text;

namespace Posthorn.Testing.Endpoints;

/// <summary>A request as it stood on the wire.</summary>
/// <param name="Head">Request line and headers, with their line ends, without the empty line.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record RawRequest(string Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>Gets the first line.</summary>
    public string Line => Head.Split("\r\n")[0];

    /// <summary>Gets the header lines, in order.</summary>
    public IReadOnlyList<string> HeaderLines => [.. Head.Split("\r\n")[1..]];

    /// <summary>Gets the body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The values of a header, in order, without regard to the case of its name.</summary>
    /// <param name="name">The header's name.</param>
    /// <returns>One value a line; empty where the header is not there.</returns>
    public IReadOnlyList<string> Values(string name)
        => [.. HeaderLines
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim())];
}
