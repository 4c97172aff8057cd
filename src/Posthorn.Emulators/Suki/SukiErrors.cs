using Microsoft.AspNetCore.Http;
using Posthorn.Emulators.Doors;

namespace Posthorn.Emulators.Suki;

/// <summary>Errors as Suki documents them: <c>{"code","message"}</c>.</summary>
internal static class SukiErrors
{
    public static byte[] Body(int status, string message) => JsonAnswer.Object(json =>
    {
        json.WriteNumber("code", status);
        json.WriteString("message", message);
    });

    public static Task WriteAsync(HttpContext context, int status, string message) => JsonAnswer.WriteAsync(context, status, Body(status, message));
}
