namespace Posthorn.Delivery.Lanes;

/// <summary>How many attempts an endpoint that has just recovered gets at once: 1, then 2, 4, … instead of all that piled up.</summary>
/// <remarks>Not safe for several threads: the lane guards it.</remarks>
internal sealed class Ramp
{
    private const int Top = 1024;

    private int _successes;

    public int Limit { get; private set; } = Top;

    public void Restart() => (Limit, _successes) = (1, 0);

    public void Succeeded()
    {
        if (Limit < Top && ++_successes >= Limit)
        {
            (Limit, _successes) = (Limit * 2, 0);
        }
    }
}
