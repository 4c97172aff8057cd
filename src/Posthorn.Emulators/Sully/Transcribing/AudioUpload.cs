using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Posthorn.Emulators.Sully.Transcribing;

/// <summary>A recording that was uploaded: how much of it there is, and the fields beside it. The audio itself is counted and not kept.</summary>
internal sealed record AudioUpload(string? FileName, long? AudioBytes, IReadOnlyDictionary<string, string> Fields)
{
    public const string TooLarge = "the audio is too large";

    private const string Audio = "audio";
    private const int LongestField = 4 * 1024;
    private const int MostFields = 20;

    // What the form has beside the audio.
    private const int Envelope = 256 * 1024;

    /// <param name="most">How many bytes the audio may have.</param>
    /// <returns>The upload; null with the problem where it is none. Whether that is <see cref="TooLarge"/> is for the caller to see.</returns>
    public static async Task<(AudioUpload? Upload, string Problem)> ReadAsync(HttpRequest request, long most, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
        {
            return (null, "the body must be multipart/form-data");
        }

        if (request.ContentLength > most + Envelope)
        {
            return (null, TooLarge);
        }

        try
        {
            return await ReadPartsAsync(new(boundary.Value!, request.Body), most, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, "the form cannot be read");
        }
    }

    private static async Task<(AudioUpload? Upload, string Problem)> ReadPartsAsync(MultipartReader reader, long most, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var upload = new AudioUpload(null, null, fields);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || disposition.Name.Length == 0)
            {
                return (null, "every part of the form needs a name");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value!;
            if (name == Audio)
            {
                if (await CountAsync(part.Body, most, cancellationToken) is not { } bytes)
                {
                    return (null, TooLarge);
                }

                upload = upload with { AudioBytes = bytes, FileName = HeaderUtilities.RemoveQuotes(disposition.FileName).Value };
            }
            else if (fields.Count == MostFields || !fields.TryAdd(name, await TextAsync(part.Body, cancellationToken)))
            {
                return (null, "the form has a field twice, or too many");
            }
        }

        return (upload, "");
    }

    private static async Task<long?> CountAsync(Stream body, long most, CancellationToken cancellationToken)
    {
        var chunk = new byte[64 * 1024];
        var count = 0L;
        while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            count += read;
            if (count > most)
            {
                return null;
            }
        }

        return count;
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1024];
        while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            if (buffer.Length + read > LongestField)
            {
                throw new InvalidDataException();
            }

            buffer.Write(chunk, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
