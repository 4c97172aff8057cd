using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Suki's audio: PCM, 16 bits, 16 kHz, one channel.</summary>
internal static class Audio
{
    public const int BytesPerSecond = 32_000;

    /// <summary>Sessions that are shorter are skipped.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    /// <summary>Whether there is enough of it for a note. A minute is as short as every other time of the vendor's.</summary>
    public static bool IsEnough(long bytes, Tempo tempo) => bytes >= tempo.Of(Least).TotalSeconds * BytesPerSecond;
}
