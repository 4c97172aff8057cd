using System.CommandLine;
using System.Globalization;

namespace Posthorn.Cli.Endpoints;

/// <summary>Numbers that may be put back to what they are when nobody says anything. Their ranges are the server's to know.</summary>
internal static class Numbers
{
    /// <summary>Typed in place of a value.</summary>
    public const string Default = "default";

    public static Option<string?> Option(string name, string description, bool whole)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "n" };
        var style = whole ? NumberStyles.None : NumberStyles.AllowDecimalPoint;
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != Default && !IsNumber(text, style))
            {
                result.AddError(whole ? $"{name} must be a whole number." : $"{name} must be a number.");
            }
        });
        return option;
    }

    public static double? Value(string? text) => text is null or Default ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsNumber(string text, NumberStyles style) =>
        double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue;
}
