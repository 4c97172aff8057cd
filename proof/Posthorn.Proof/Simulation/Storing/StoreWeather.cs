namespace Posthorn.Proof.Simulation.Storing;

/// <summary>How it goes for the store at present, for all who ask it.</summary>
internal sealed class StoreWeather
{
    /// <summary>How many reasons there are why nobody reaches it.</summary>
    public int Away { get; set; }

    /// <summary>How many times slower than usual it is.</summary>
    public double Slowness { get; set; } = 1;

    /// <summary>How many of the commits lose their answer on the way back.</summary>
    public double LostAnswers { get; set; }

    /// <summary>Whether nothing is wrong with it.</summary>
    public bool IsFair => Away == 0 && Slowness < 1.001 && LostAnswers < 0.001;
}
