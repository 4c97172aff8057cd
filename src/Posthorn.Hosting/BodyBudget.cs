namespace Posthorn.Hosting;

/// <summary>Bounds the bytes of all bodies that are being read or stored: ten thousand callers with a mebibyte each must not end the process.</summary>
/// <remarks>Safe for any number of threads. Whoever takes gives back, however it ends.</remarks>
internal sealed class BodyBudget(long most)
{
    public const long UsualMost = 256L * 1024 * 1024;

    private long _taken;

    /// <summary>How many bytes are taken.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <returns>False when there is no room now; then there is nothing to give back.</returns>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= most)
        {
            return true;
        }

        Give(bytes);
        return false;
    }

    public void Give(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
