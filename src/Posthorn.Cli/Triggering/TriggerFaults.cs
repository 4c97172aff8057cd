namespace Posthorn.Cli.Triggering;

/// <summary>Faults by the words in which they are asked for.</summary>
internal static class TriggerFaults
{
    private static readonly Dictionary<string, TriggerFault> Words = new(StringComparer.Ordinal)
    {
        ["duplicate"] = TriggerFault.Duplicate,
        ["reorder"] = TriggerFault.Reorder,
        ["late"] = TriggerFault.Late,
        ["tampered"] = TriggerFault.Tampered,
        ["wrong-secret"] = TriggerFault.WrongSecret,
        ["burst"] = TriggerFault.Burst,
    };

    public static IEnumerable<string> Names => Words.Keys;

    public static TriggerFault? Find(string word) => Words.TryGetValue(word, out var fault) ? fault : null;

    public static string NameOf(TriggerFault fault) => Words.FirstOrDefault(word => word.Value == fault).Key ?? "none";

    /// <summary>Whether a receiver that checks signatures refuses it.</summary>
    public static bool IsToBeRefused(this TriggerFault fault) => fault is TriggerFault.Late or TriggerFault.Tampered or TriggerFault.WrongSecret;

    /// <summary>How many events it takes to be seen, where nobody says how many.</summary>
    public static int UsualTimes(this TriggerFault fault) => fault switch { TriggerFault.Burst => 10, TriggerFault.Reorder => 2, _ => 1 };
}
