using Microsoft.AspNetCore.Http;

namespace Posthorn.Emulators.Watching;

/// <summary>The session or operation that a request is about, for the journal: the one in its path, or the one that it made.</summary>
internal static class VisitSubject
{
    private static readonly object Key = new();

    /// <summary>Says what the request is about, where its path cannot.</summary>
    public static void Is(HttpContext context, string id) => context.Items[Key] = id;

    public static string? Of(HttpContext context) => context.Items[Key] as string ?? context.Request.RouteValues.GetValueOrDefault("id") as string;
}
