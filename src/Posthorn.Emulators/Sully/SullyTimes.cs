using System.Globalization;

namespace Posthorn.Emulators.Sully;

/// <summary>Moments as Sully writes them: ISO 8601 with a Z, and milliseconds since 1970 for notes and the older transcriptions.</summary>
internal static class SullyTimes
{
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
