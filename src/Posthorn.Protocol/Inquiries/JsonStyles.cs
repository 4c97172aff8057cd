namespace Posthorn.Protocol.Inquiries;

/// <summary>The ways of writing JSON that are met in the wild.</summary>
internal static class JsonStyles
{
    private const string DotNet = "\"&'+<>`";
    private const string Go = "&<>";

    private static readonly JsonStyle[] Plain =
    [
        new("without white space"),
        new("with white space after , and : (as Python's json writes it)") { Comma = ", ", Colon = ": " },
        new("indented by 2") { Indent = "  ", Colon = ": " },
        new("indented by 4") { Indent = "    ", Colon = ": " },
        new("indented by tabs") { Indent = "\t", Colon = ": " },
    ];

    public static IReadOnlyList<JsonStyle> All { get; } =
    [
        .. Plain,
        .. Plain.Select(static style => style with { Name = $"{style.Name}, all but ASCII escaped", IsAscii = true }),
        .. Plain.Select(static style => style with { Name = $"{style.Name}, escaped as .NET does", IsAscii = true, CapitalHex = true, Escaped = DotNet }),
        .. Plain.Select(static style => style with { Name = $"{style.Name}, numbers as JavaScript writes them", DoubleNumbers = true }),
        .. Plain.Select(static style => style with { Name = $"{style.Name}, keys sorted", Sorted = true }),
        .. Plain.Select(static style => style with { Name = $"{style.Name}, keys sorted, all but ASCII escaped", Sorted = true, IsAscii = true }),
        Plain[0] with { Name = "with / escaped (as PHP writes it)", SlashEscaped = true },
        Plain[0] with { Name = "with / and all but ASCII escaped (as PHP writes it)", SlashEscaped = true, IsAscii = true },
        Plain[0] with { Name = "with <, > and & escaped (as Go writes it)", Escaped = Go },
        Plain[0] with { Name = "with keys sorted and <, > and & escaped (as Go writes it)", Escaped = Go, Sorted = true },
    ];
}
