namespace Posthorn.Emulators.Scripting;

/// <summary>Outcomes that an id asks for: <c>emulate-</c> and an outcome's word, anywhere in it, as in <c>visit-42-emulate-failure</c>.</summary>
internal static class MagicIds
{
    public const string Prefix = "emulate-";

    /// <returns>What the first of these ids that asks for something asks for; null where none does.</returns>
    public static Plan? Find(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            if (id is not null && id.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && Named(id.AsSpan(at + Prefix.Length)) is { } plan)
            {
                return plan;
            }
        }

        return null;
    }

    // The longest word first, should one ever begin as another does.
    private static Plan? Named(ReadOnlySpan<char> rest)
    {
        Plan? found = null;
        foreach (var (word, plan) in OutcomeNames.All)
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (found is null || word.Length > found.Name.Length))
            {
                found = plan;
            }
        }

        return found;
    }
}
