using Posthorn.Delivery.Sending;

namespace Posthorn.Receiver.Links;

/// <summary>What is wrong with a vendor client's options. No mistake quotes a credential.</summary>
internal static class VendorClientCheck
{
    private const int SmallestAnswer = 1024;
    private const int LargestAnswer = 100 * 1024 * 1024;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<string> Check(string source, VendorClientOptions options)
    {
        var mistakes = new List<string>();
        CheckAll(options, mistakes);
        switch (options)
        {
            case SukiClientOptions suki:
                Check(suki, mistakes);
                break;
            case SullyClientOptions sully:
                Check(sully, mistakes);
                break;
        }

        return mistakes.ConvertAll(mistake => $"Client of '{source}': {mistake}");
    }

    private static void CheckAll(VendorClientOptions options, List<string> mistakes)
    {
        if (options.Api is not { IsAbsoluteUri: true } api || (api.Scheme != Uri.UriSchemeHttps && api.Scheme != Uri.UriSchemeHttp)
            || api.UserInfo.Length > 0 || api.AbsolutePath != "/" || api.Query.Length > 0 || api.Fragment.Length > 0)
        {
            mistakes.Add("Api must be an origin, such as https://api.vendor.example: no path, no query, no user.");
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > LongestTimeout)
        {
            mistakes.Add("Timeout must be above 0 and at most 10 minutes.");
        }

        if (options.AnswerLimit is < SmallestAnswer or > LargestAnswer)
        {
            mistakes.Add($"AnswerLimit must be from {SmallestAnswer} to {LargestAnswer} bytes.");
        }
    }

    private static void Check(SukiClientOptions options, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(options.PartnerId))
        {
            mistakes.Add("PartnerId must be set.");
        }

        if (options.PartnerToken is null == options.MintPartnerToken is null)
        {
            mistakes.Add("either PartnerToken or MintPartnerToken must be set.");
        }

        if (options.ProviderId is { } provider && !HeaderText.IsValue(provider))
        {
            mistakes.Add("ProviderId cannot stand in a header.");
        }
    }

    private static void Check(SullyClientOptions options, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(options.ApiKey) || !HeaderText.IsValue(options.ApiKey))
        {
            mistakes.Add("ApiKey must be set, to what can stand in a header.");
        }

        if (string.IsNullOrWhiteSpace(options.AccountId) || !HeaderText.IsValue(options.AccountId))
        {
            mistakes.Add("AccountId must be set, to what can stand in a header.");
        }

        if (options.TranscriptionVersion is not (1 or 2))
        {
            mistakes.Add("TranscriptionVersion must be 1 or 2.");
        }
    }
}
