namespace Posthorn.Bench.Measuring;

/// <summary>What a process has used since it began.</summary>
internal readonly record struct Use(long CpuMicroseconds, long WrittenBytes)
{
    public static Use operator -(Use left, Use right)
        => new(left.CpuMicroseconds - right.CpuMicroseconds, left.WrittenBytes - right.WrittenBytes);
}
