using System.Buffers;

namespace Posthorn.Protocol.Signing;

/// <summary>
/// Ids that stand in headers and signed texts. Never a full stop or a colon: <c>id.timestamp.body</c> must split in one way only,
/// else the id <c>a.1</c> and the body <c>2</c> would carry the signature of others.
/// </summary>
internal static class MessageIds
{
    internal const int MaxLength = 255;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    internal static bool IsValid(ReadOnlySpan<char> id) => id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Allowed);
}
