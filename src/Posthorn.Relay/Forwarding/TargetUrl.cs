using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Forwarding;

/// <summary>Where one arrival goes: the target's address, with the query that came; and what stood behind the source in the path, where that is asked for.</summary>
internal static class TargetUrl
{
    public static Uri Of(Uri to, Arrival arrival, bool keepPath)
    {
        var rest = keepPath ? RestOf(arrival.Request.Path) : "";
        var path = to.GetLeftPart(UriPartial.Path);
        var queries = new[] { to.Query.TrimStart('?'), arrival.Request.Query ?? "" }.Where(static one => one.Length > 0);
        var query = string.Join('&', queries);
        return new(
            (rest.Length > 0 ? path.TrimEnd('/') + rest : path) + (query.Length > 0 || arrival.Request.Query is not null ? "?" + query : ""),
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    // /in/{source}/the/rest
    private static string RestOf(string path)
    {
        var slash = -1;
        for (var i = 0; i < 3; i++)
        {
            slash = path.IndexOf('/', slash + 1);
            if (slash < 0)
            {
                return "";
            }
        }

        return path[slash..];
    }
}
