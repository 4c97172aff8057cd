namespace Posthorn.Postgres.Writing.Batching;

/// <summary>A change that is committed together with its neighbours.</summary>
internal interface IWriteCommand
{
    /// <summary>What it adds to a batch, in bytes.</summary>
    int Weight { get; }

    /// <summary>The change is committed. Whoever was told before is not told again.</summary>
    void Complete();

    /// <summary>The change is not known to be committed. Whoever was told before is not told again.</summary>
    void Fail(Exception reason);
}
