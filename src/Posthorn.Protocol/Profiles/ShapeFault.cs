using System.Globalization;
using System.Text;

namespace Posthorn.Protocol.Profiles;

/// <summary>
/// Where a document leaves its shape, and how. Made only when it does, so that a sound document pays nothing for its path.
/// </summary>
internal sealed class ShapeFault(string message)
{
    /// <summary>Longer names are cut: whoever finds the place needs no more, and a log none of it.</summary>
    private const int MaxNameLength = 64;

    private string _path = "";

    internal string Message { get; } = message;

    internal ShapeFault Under(ReadOnlySpan<byte> name) => Under(Encoding.UTF8.GetString(name));

    internal ShapeFault Under(int index) => Under(index.ToString(CultureInfo.InvariantCulture));

    internal RenderProblem At(string root) => new(root + _path, Message);

    private ShapeFault Under(string segment)
    {
        var escaped = segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        _path = $"/{(escaped.Length > MaxNameLength ? escaped[..MaxNameLength] + "…" : escaped)}{_path}";
        return this;
    }
}
