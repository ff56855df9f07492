namespace Sutler.Service.Jobs;

/// <summary>The job was restarted, changed or taken over: this run writes nothing any more.</summary>
#pragma warning disable RCS1194 // There is nothing more to say.
internal sealed class JobTakenException() : Exception("The job was restarted or taken over.");
#pragma warning restore RCS1194
