using System.Globalization;

namespace Posthorn.Testing.Checking.Asking;

/// <summary>What came back.</summary>
/// <param name="Status">The status; 0 where there is none.</param>
/// <param name="Fault">Why there is no status, as a stable word.</param>
/// <param name="Head">The headers, for what must not stand in them.</param>
/// <param name="Body">The beginning of the body, for what must not stand in it.</param>
internal sealed record Reply(int Status, string? Fault, TimeSpan Took, string Head, ReadOnlyMemory<byte> Body)
{
    public bool IsAccepted => Status is >= 200 and < 300;

    public bool IsRefused => Status is >= 400 and < 500;

    public bool IsRedirect => Status is >= 300 and < 400;

    public string Words => Fault is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Status} in {Took.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"no answer ({Fault}) after {Took.TotalMilliseconds:0} ms");

    public static Reply None(string fault, TimeSpan took) => new(0, fault, took, string.Empty, default);
}
