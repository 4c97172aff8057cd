using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Posthorn.Server.Http;

/// <summary>What every answer says to browsers and caches: this is data, it is nobody else's, and it is not for keeping.</summary>
internal static class SecurityHeaders
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Nothing = "default-src 'none'; frame-ancestors 'none'";

    public static void Add(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = NoSniff;
        headers.CacheControl = NoStore;
        headers.ContentSecurityPolicy = Nothing;
        headers["Referrer-Policy"] = NoReferrer;
    }
}
