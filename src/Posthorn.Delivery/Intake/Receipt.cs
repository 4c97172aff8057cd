namespace Posthorn.Delivery.Intake;

/// <summary>What is kept of an event that came from elsewhere. Events that are published here have none.</summary>
/// <param name="Resource">What the event is about, as its source names it: later events of one resource replace earlier ones.</param>
internal sealed record Receipt(string Resource, ReceiptEvidence Evidence);
