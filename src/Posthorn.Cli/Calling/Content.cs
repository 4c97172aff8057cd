using System.Diagnostics.CodeAnalysis;

namespace Posthorn.Cli.Calling;

/// <summary>Bytes from a file or from standard input, which a hyphen stands for.</summary>
internal readonly record struct Content
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private Content(byte[]? bytes, string? problem) => (Bytes, Problem) = (bytes, problem);

    public byte[]? Bytes { get; }

    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Bytes))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsThere => Bytes is not null;

    public static Content Of(byte[] bytes) => new(bytes, null);

    public static async Task<Content> ReadAsync(string path, Surroundings surroundings, CancellationToken cancellationToken) =>
        WithoutMark(await ReadRawAsync(path, surroundings, cancellationToken));

    /// <summary>Byte for byte, a byte order mark included: what is signed is what is there.</summary>
    public static async Task<Content> ReadRawAsync(string path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            var stream = path == "-" ? surroundings.OpenIn() : File.OpenRead(path);
            await using (stream)
            {
                using var buffer = new MemoryStream();
                await stream.CopyToAsync(buffer, cancellationToken);
                return new(buffer.ToArray(), null);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(null, failure is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no file '{Printable.Of(path)}'."
                : $"the file '{Printable.Of(path)}' cannot be read: {failure.Message}");
        }
    }

    // Editors of Windows put it before the text; it is no part of it.
    private static Content WithoutMark(Content content) =>
        content.IsThere && content.Bytes.AsSpan().StartsWith(ByteOrderMark) ? new(content.Bytes[ByteOrderMark.Length..], null) : content;
}
