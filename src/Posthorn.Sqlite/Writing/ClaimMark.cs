namespace Posthorn.Sqlite.Writing;

/// <summary>The due moment of a delivery that a lane holds: no clock reaches it, so no claim finds it.</summary>
internal static class ClaimMark
{
    public const long Value = long.MaxValue;
}
