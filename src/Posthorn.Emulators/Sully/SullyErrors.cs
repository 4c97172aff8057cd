using Microsoft.AspNetCore.Http;
using Posthorn.Emulators.Doors;

namespace Posthorn.Emulators.Sully;

/// <summary>Errors as Sully documents them. Its two versions have another form each, and the second has a third one for a limit that is passed.</summary>
internal sealed class SullyErrors
{
    /// <summary><c>{"error":401,"message":"…"}</c>.</summary>
    public static readonly SullyErrors OfFirst = new(isFirst: true);

    /// <summary><c>{"error":"…"}</c>.</summary>
    public static readonly SullyErrors OfSecond = new(isFirst: false);

    private readonly bool _isFirst;

    private SullyErrors(bool isFirst) => _isFirst = isFirst;

    public byte[] Body(int status, string message) => JsonAnswer.Object(json =>
    {
        if (_isFirst)
        {
            json.WriteNumber("error", status);
            json.WriteString("message", message);
        }
        else if (status == StatusCodes.Status429TooManyRequests)
        {
            json.WriteStartObject("error");
            json.WriteString("code", "RATE_LIMIT_EXCEEDED");
            json.WriteString("message", message);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("error", message);
        }
    });

    public Task WriteAsync(HttpContext context, int status, string message) => JsonAnswer.WriteAsync(context, status, Body(status, message));

    public Task WriteNotFoundAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status404NotFound, "not found");
}
