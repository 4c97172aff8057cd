using System.Globalization;
using System.Text.Json;

namespace Posthorn.Cli.Printing;

/// <summary>Values of the API as words: the same that its JSON uses.</summary>
internal static class Words
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(double number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(bool truth) => truth ? "yes" : "no";
}
