using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Doors;

/// <summary>The answers that senders get. They never say why a signature is wrong, and never give anything back of what was sent.</summary>
internal static class Answers
{
    private static readonly byte[] AcceptedBySuki = Encoding.ASCII.GetBytes("""{"message":"Notification received"}""");
    private static readonly byte[] AcceptedBySully = Encoding.ASCII.GetBytes("OK");

    public static Task WriteAsync(HttpResponse response, Source? source, Reception reception)
    {
        if (response.HasStarted)
        {
            return Task.CompletedTask;
        }

        response.Headers.CacheControl = "no-store";
        return reception.Refusal == Refusal.None ? AcceptAsync(response, source!) : RefuseAsync(response, source, reception);
    }

    private static Task AcceptAsync(HttpResponse response, Source source)
    {
        response.StatusCode = source.Codes.Accepted;
        if (source.Codes.Accepted is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent)
        {
            return Task.CompletedTask;
        }

        return source.Profile.Name switch
        {
            "suki" => WriteAsync(response, "application/json", AcceptedBySuki),
            "sully" => WriteAsync(response, "text/plain", AcceptedBySully),
            _ => WriteAsync(response, contentType: null, []),
        };
    }

    private static Task RefuseAsync(HttpResponse response, Source? source, Reception reception)
    {
        var (status, message) = Explain(reception.Refusal, source);
        response.StatusCode = status;
        if (reception.RetryAfter is { } after)
        {
            response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(response, "application/json", Encoding.ASCII.GetBytes($$"""{"code":{{status}},"message":"{{message}}"}"""));
    }

    private static (int Status, string Message) Explain(Refusal refusal, Source? source) => (refusal, source) switch
    {
        (Refusal.MissingSignature, { } known) => (known.Codes.MissingSignature, TokenMessage(known)),
        (Refusal.BadSignature, { } known) => (known.Codes.BadSignature, TokenMessage(known)),
        (Refusal.BadBody, { } known) => (known.Codes.BadBody, "invalid request"),
        (Refusal.Conflict, { } known) => (known.Codes.Conflict, "id used before for other content"),
        (Refusal.TooLarge, _) => (StatusCodes.Status413PayloadTooLarge, "request too large"),
        (Refusal.Unavailable, _) => (StatusCodes.Status503ServiceUnavailable, "service unavailable"),
        _ => (StatusCodes.Status500InternalServerError, "internal server error"),
    };

    private static string TokenMessage(Source source) => source.Profile.Name == "suki" ? "invalid token" : "invalid signature";

    private static Task WriteAsync(HttpResponse response, string? contentType, byte[] bytes)
    {
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes).AsTask();
    }
}
