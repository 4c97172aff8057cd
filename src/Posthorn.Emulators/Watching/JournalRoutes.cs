using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Running;

namespace Posthorn.Emulators.Watching;

/// <summary>What the emulator tells of itself.</summary>
internal static class JournalRoutes
{
    /// <param name="reset">Forgets everything; false when that is being done already.</param>
    public static void Map(IEndpointRouteBuilder routes, IVendor vendor, Stage stage, Func<Task<bool>> reset)
    {
        routes.MapGet("/emulator", context => WriteAsync(context, "text/html; charset=utf-8", JournalPage.Of(vendor, stage)));
        routes.MapGet("/emulator/journal", context => WriteAsync(context, "application/json", JournalJson.Of(stage.Journal.View())));
        routes.MapPost("/emulator/reset", async context =>
            context.Response.StatusCode = await reset() ? StatusCodes.Status204NoContent : StatusCodes.Status409Conflict);
    }

    private static async Task WriteAsync(HttpContext context, string type, byte[] body)
    {
        var response = context.Response;
        (response.ContentType, response.ContentLength) = (type, body.Length);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
