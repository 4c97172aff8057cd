namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What a vendor's documents say, in our words, and where.</summary>
/// <param name="Level">How much a check of it matters; null for what the check itself says.</param>
internal sealed record Contract(string Sentence, string Source, CheckLevel? Level = null)
{
    private const string OurSource = "docs/check.md#what-no-vendor-says";

    /// <summary>What no document of the vendor says.</summary>
    public static Contract Ours(string sentence, CheckLevel? level = null) => new(sentence, OurSource, level);
}
