namespace Posthorn.Cli.Checking.Reports;

/// <summary>What was checked, as it may be forwarded: an address without user, query and fragment, for tokens stand there.</summary>
internal static class ShownTarget
{
    public static string Of(string target) => UrlOf(target)?.AbsoluteUri ?? target.Split('?', '#')[0];

    /// <summary>Null where the target is no address of HTTP, such as a path in process.</summary>
    public static Uri? UrlOf(string target)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        return new UriBuilder(url) { UserName = "", Password = "", Query = "", Fragment = "", Port = url.IsDefaultPort ? -1 : url.Port }.Uri;
    }
}
