using System.Globalization;

namespace Posthorn.Protocol.Inquiries;

/// <summary>A double as JavaScript writes it: the shortest digits that mean it, with an exponent from 21 digits on.</summary>
internal static class JavaScriptNumber
{
    private const int MostDigits = 21;
    private const int MostZeros = 6;

    public static string Of(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        if (!double.IsFinite(value))
        {
            return "null";
        }

        // Digits without a point, and where the point stands: 0.DIGITS times ten to the power of point.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Split('.');
        var whole = mantissa[0].TrimStart('0');
        var fraction = mantissa.Length > 1 ? mantissa[1] : "";
        var digits = (whole + fraction).TrimStart('0');
        var point = (whole.Length > 0 ? whole.Length : fraction.TrimStart('0').Length - fraction.Length)
            + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        return (value < 0 ? "-" : "") + Place(digits.TrimEnd('0'), point);
    }

    private static string Place(string digits, int point) => point switch
    {
        _ when digits.Length <= point && point <= MostDigits => digits.PadRight(point, '0'),
        > 0 and <= MostDigits => $"{digits[..point]}.{digits[point..]}",
        > -MostZeros and <= 0 => $"0.{new string('0', -point)}{digits}",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{digits[..1]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}"),
    };
}
