namespace Posthorn.Proof.Killing.Journals;

/// <summary>Where the journals of a run lie.</summary>
internal sealed record JournalFiles(string Folder)
{
    public string Published => Path.Combine(Folder, "published.journal");

    public string Arrived => Path.Combine(Folder, "arrived.journal");

    public string Faults => Path.Combine(Folder, "faults.journal");
}
